"""The questions of the lessons for a learning platform: GIFT, Moodle XML and QTI 1.2."""

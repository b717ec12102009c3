"""The classroom: votes in the room, and a page that counts a class's answers."""

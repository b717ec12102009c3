"""Handouts: a lesson on paper, from its notebook, its questions and its labs."""

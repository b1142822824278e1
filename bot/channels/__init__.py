"""Channels: the ways in which people reach the desk."""

"""A real browser, driven over the Chrome DevTools protocol; and the pictures for the docs."""

"""Sign-in by an identity provider: its JWT, checked with the keys it publishes."""

"""The nouns of the core as GraphQL: one module each, the same nouns as ``anjian``."""

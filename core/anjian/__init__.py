"""anjian (安监): the domain of work-safety supervision. Knows nothing of GraphQL or HTTP."""

__version__ = "0.1.0"

"""The GraphQL schema of anjian and the server that answers it."""

"""What sectors know of an entity, as rows: a portal draws forms from them, and old verdicts cite them."""

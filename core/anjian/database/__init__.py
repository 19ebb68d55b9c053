"""The engine beneath the records: PostgreSQL, embedded for one desk or given by an address."""

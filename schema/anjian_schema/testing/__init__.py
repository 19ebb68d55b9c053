"""What a plugin's tests stand on: a real PostgreSQL, the composed product over it, and the contract of plugins."""

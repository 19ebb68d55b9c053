"""Work that waits in the database: asked for by a command, or by the clock. One server does each piece."""

"""The tree of administrative regions (行政区划): codes, the table that ships with the product, and imports below it."""

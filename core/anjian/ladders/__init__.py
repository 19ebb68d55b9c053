"""Ladders (递进措施): what follows by itself while a hazard stays open. Data, and a timer that climbs."""

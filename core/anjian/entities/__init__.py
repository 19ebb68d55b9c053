"""Who is supervised: entities (监管对象), their sector profiles and the facts observed there."""

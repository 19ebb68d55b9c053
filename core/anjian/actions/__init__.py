"""What is done about it: supervision actions (监管措施), from an order on the spot to joint punishment."""

"""What organises the work: campaigns (专项行动) with their phases, tasks, targets, duties and ladders; reports."""

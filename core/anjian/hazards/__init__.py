"""What is wrong: hazards (隐患) from discovery to close-out, their rectification (整改) and acceptance (验收)."""

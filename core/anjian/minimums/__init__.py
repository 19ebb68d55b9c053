"""领导带队检查: how often each leader of a body goes and looks, every month."""

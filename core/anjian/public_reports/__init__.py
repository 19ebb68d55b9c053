"""What people tell (举报): cases, their progress by receipt code, rewards, and identities sealed apart from them."""

"""Who is inspected by whom (异地交叉): drawn by lot, so that anybody can draw again and find the same."""

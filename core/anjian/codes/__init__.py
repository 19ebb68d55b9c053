"""The checked values that name an enterprise and a place: credit codes and coordinates."""

"""The five services. None imports another; they hear of each other through public facts."""

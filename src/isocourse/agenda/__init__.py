"""The month ahead: a chain of dated steps, the capsules left, what a change would do, what is due. Pure."""

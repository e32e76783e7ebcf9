"""What is already known: facts of articles and what was judged of them, kept from one run to the next."""

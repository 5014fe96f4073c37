"""Systems of others are told what happened here, by signed messages tried until they arrive."""

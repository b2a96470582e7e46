"""From bytes to attested, signed, stamped and checked bytes; knows nothing of dossiers."""

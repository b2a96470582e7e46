"""The rehearsal office (diễn tập): invented people, sample papers, a virtual scanner."""

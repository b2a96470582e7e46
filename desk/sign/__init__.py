"""The signing room and its tokens in processes of their own (phòng ký, USB ký số)."""

"""Papers the desk prints (giấy in ra): receipts and slips as PDF bytes."""

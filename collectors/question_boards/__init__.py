"""Question boards (咨询, 留言) of websites: the questions on a page, since when, and whether they are answered."""

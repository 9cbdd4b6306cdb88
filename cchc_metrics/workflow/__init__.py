"""What a page or a command may ask for: the only place that joins the parts.

`office` opens plan and record; `uploads` takes a department's file from bytes to saved figures;
`board` answers with what is scored and who has sent.
"""

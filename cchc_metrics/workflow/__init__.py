"""What a page or a command may ask for: the only place that joins the parts.

`office` opens plan and record; `uploads` takes a department's file from bytes to saved figures;
`corrections` withdraws, restores and compares what was sent; `closing` locks months and opens them;
`accounts` lets people in and keeps their accounts, `permissions` refuses what a role may not do;
`judging` keeps targets, explanations, actions and progress, and makes of them what is judged;
`board` answers with what is scored and who has sent; `backups` takes the whole record out and back.
"""

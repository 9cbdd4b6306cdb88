"""Administrative documents as .docx, in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I.

`styles` says how each element looks, `frame` writes what every document has (who, where and when,
who signs, who receives), `periodic`, `reminder` and `brief` write one kind each; `pictures` draws
the charts and `package` makes the same content the same bytes.
"""

"""Files of other programs than today's Excel -> the same `Book`, under the same limits.

Run in the disposable process only: the libraries that read .xls, .xlsb and .ods may stop it.
"""

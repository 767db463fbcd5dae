"""Papers (文书): the files kept beside a subject, and official letters as docx and pdf."""

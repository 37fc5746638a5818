"""The school: lessons as they read on a day, quizzes made from rules and sheets, what to review and when.

Pure: the same seed, language, day and profile give the same questions. Nothing here is kept; see `assistant.school`.
"""

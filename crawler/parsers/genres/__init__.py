"""The four genres: how a page becomes a Draft when it is news, a project, press or a repost."""

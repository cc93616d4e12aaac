"""New-media accounts (政务新媒体): their posts, from RSS, Atom or JSON feeds."""

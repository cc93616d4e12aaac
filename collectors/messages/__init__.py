"""Messages and questions left on websites and accounts (留言), as CSV, XLSX or JSON."""

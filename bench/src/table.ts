/** Lines of columns, those with numbers to the right; the first row is the heading. */
export function formatTable(rows: readonly (readonly (string | number)[])[]): string {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ''));
  const pads = columns.map((cells) => {
    const width = Math.max(...cells.map((cell) => String(cell).length));
    const isNumeric = cells.some((cell) => typeof cell === 'number');
    return (cell: string | number): string => (isNumeric ? String(cell).padStart(width) : String(cell).padEnd(width));
  });
  return rows
    .map((row) =>
      row
        .map((cell, column) => pads[column]?.(cell) ?? cell)
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

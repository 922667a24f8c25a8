const COLUMNS = { title: "title", body: "body" };

export function buildWhere(field, value) {
  return `WHERE ${COLUMNS[field]} = '${value}'`;
}

export function buildWhereBound(field, value) {
  return { clause: `WHERE ${COLUMNS[field]} = $1`, params: [value] };
}

// Answers as the server takes them.

/** 128 random bits; `randomUUID` exists only where the connection is secure. */
function uniqueId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The sending of a person's answer to an item. */
export function sending(item, answer, meta) {
  return {
    assignment: item.assignment,
    method: 'PUT',
    path: `/answers/${item.assignment}`,
    body: { id: uniqueId(), revision: item.revision ?? 1, answer, meta: { ...meta, answeredAt: new Date().toISOString() } },
  };
}

/** The same answer as the revision after one that the server has. */
export function resending(entry, stored) {
  return { ...entry, sequence: undefined, body: { ...entry.body, id: uniqueId(), revision: stored.revision + 1 } };
}

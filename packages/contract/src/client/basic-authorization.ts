/** In Node and in every browser; the contract is compiled for neither. */
declare function btoa(binary: string): string;

/** The value of the Authorization header for a user and a password (RFC 7617, UTF-8). */
export function basicAuthorization(username: string, password: string): string {
  return `Basic ${btoa(utf8(`${username}:${password}`))}`;
}

/** One character per byte. */
function utf8(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

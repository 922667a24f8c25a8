package mcphub.report.document;

/**
 * What the hub signs of a snapshot.
 *
 * @param kid the key's name among the hub's public keys
 * @param claims what is signed, as JSON
 * @param jws the compact JSON Web Signature over it
 */
public record ReportReceipt(String kid, String claims, String jws) {}

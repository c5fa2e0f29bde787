/** What a report needs of the world beside the directory's own ports. */

export type ReportMessage = {
  /** Less than 100 characters of ASCII, in one line. */
  readonly subject: string;
  /** Plain text, at most 256 KB of UTF-8. */
  readonly text: string;
};

export interface ReportTopic {
  /** Tells all who have subscribed. @throws Unavailable when the message was not, or perhaps not, taken */
  publish(message: ReportMessage): Promise<void>;
}

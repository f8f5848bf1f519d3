/** Every number that bounds something, in one place. Units in the names or beside them. */
export const limits = {
  nameChars: 120,
  subjectChars: 120,
  reasonChars: 4_000,
  sentenceChars: 1_000,
  levelChars: 300,
  levelsPerCriterion: 10,
  questionsPerCriterion: 40,
  questionChars: 600,
  areas: 40,
  criteria: 200,
  maxPoints: 100_000,
  /** Of one section, hidden ones included: each has its place in the section's document for ever. */
  findings: 300,
  evidence: 2_000,
  /** Pieces of evidence that one finding or one ballot rests on. */
  evidenceLinks: 50,
  answerChars: 4_000,
  /** Name of a document, title of a page. */
  titleChars: 300,
  /** Page of a document: "12", "12–15", "bilaga 3". */
  pageChars: 40,
  /** A role in words: who answered, who is interviewed. */
  roleChars: 120,
  urlChars: 2_000,
  interviews: 200,
  noteChars: 4_000,
  members: 60,
  reVotes: 2,
  commandBytes: 64 * 1024,
  /** Faults of an instrument's file that are listed; how many there are is said in any case. */
  faultsListed: 100,
  instrumentBytes: 1024 * 1024,
  /** One update of text; a first sync may be larger. */
  updateBytes: 256 * 1024,
  firstSyncBytes: 4 * 1024 * 1024,
  documentBytes: 5 * 1024 * 1024,
  /** ws closes with 1009 above this, which stock clients retry for ever: all our own limits lie below it. */
  frameBytes: 4 * 1024 * 1024 + 64 * 1024,
  structsPerUpdate: 100_000,
  deleteRangesPerUpdate: 100_000,
  /** Roots of a text's document: its body, 300 findings, and room for letters that are faster than their command. */
  rootsPerText: 600,
  /** Answers with all texts under way at once: a reader that stalls holds one text in memory. */
  textAnswers: { perMember: 2, overall: 20 },
  presenceBytes: 2_048,
  /** Client ids one member may bring into one text room. */
  clientIdsPerMember: 2_000,
  connectionsPerMember: 120,
  /** Token buckets per connection: this many at once, this many more per second. */
  updates: { burst: 2_000, perSecond: 200 },
  presence: { burst: 200, perSecond: 30 },
  stepOne: { burst: 10, perSecond: 5 },
  bufferedBytes: 8 * 1024 * 1024,
  /** From a sign-off to its seal: what reaches the server in this time is in. As long again, in steps, for what was asked for a second time. */
  drainMs: 1_000,
  drainStepMs: 50,
  /** The longest wait before a seal that could not be committed is tried again. */
  sealPauseMs: 30_000,
  idleRoomMs: 60_000,
  pingMs: 25_000,
  invitationDays: 14,
  invitationDaysMax: 90,
  deviceLinkMinutes: 15,
  sessionDays: 90,
  openInvitations: 100,
  /** All texts of an evaluation in full: answers per window, for one member and for all. */
  wholeTexts: { perAddress: 60, overall: 1_200, windowMs: 60_000 },
  /** Looking at or using up links: tries per window, from one address and from all. */
  attempts: { perAddress: 60, overall: 1_200, windowMs: 60_000 },
} as const;

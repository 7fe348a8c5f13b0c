/* commit.pml - the commit protocol with a decider, small enough to look at every interleaving.
 *
 * A job reads positions 0, 1, 2 ... and copies them into a Kafka topic (the decider), into a database that is fed from
 * an outbox (-DDB) and into files (-DFILES). It can be killed or lose its power between any two steps, also in a
 * recovery; answers get lost, requests arrive late, transactions time out; a second process can start from a copy of the
 * job's folder (-DZOMBIE) while the first one is paused at any step. docs/internals/exactly-once.md tells the
 * protocol, README.md beside this file which line of the code each step stands for.
 *
 * What must hold is asserted where it could break:
 *   each sink gets epoch after epoch, no position twice and none left out      epoch_appended()
 *   a transaction that becomes visible is one whole epoch with its evidence    decided()
 *   evidence goes from a checkpoint to its child, never back                   decided(), db_applied()
 *   the other sinks are never ahead of the decider, nor two epochs behind it   decided(), db_applied(), COMMIT_FILE
 *   who has lost his claim commits nothing                                     decided(), db_applied()
 *   after a recovery nothing that was not decided is left                      RUN
 *   a start never has to refuse, unless another instance decided something     refuse()
 *   nobody waits for ever, and without a second instance the job ends          invalid end states, DEAD, and `ends`
 *
 * M_...: one deliberate mistake each; with any of them the search must find one of these broken.
 */

/* ---- bounds ---- */
#ifndef EPOCHS
#define EPOCHS 2   /* checkpoints behind checkpoint 0, after which a job is done */
#endif
#ifndef CRASHES
#define CRASHES 1  /* kills and power losses, of all processes together          */
#endif
#ifndef UNKNOWNS
#define UNKNOWNS 1 /* times that somebody gives up waiting for an answer         */
#endif
#ifndef RESENDS
#define RESENDS 1  /* requests that the Kafka client sends twice by itself       */
#endif
#ifndef TIMEOUTS
#define TIMEOUTS 1 /* transactions that the broker aborts                        */
#endif
#ifndef ROLLBACKS
#define ROLLBACKS 1 /* database transactions that fail                           */
#endif
#ifndef EMPTIES
#define EMPTIES 1  /* epochs without a row                                       */
#endif
#ifndef RESTARTS
#define RESTARTS (TIMEOUTS + UNKNOWNS + 1) /* starts after an error      */
#endif
#define IDS 10
#define DIGESTS 14
#define STARTS (INSTANCES + CRASHES + RESTARTS + 1)

#ifdef ZOMBIE
#define INSTANCES 2
#else
#define INSTANCES 1
#endif

/* ---- manifests: a digest names one content, for ever; 0 is none ---- */
byte digests;
byte mId[DIGESTS], mFrom[DIGESTS], mTo[DIGESTS], mParent[DIGESTS], mDepth[DIGESTS];

/* ---- the folders: the job's own and the copy of it ---- */
typedef Folder {
    byte manifest[IDS]; /* digest of MANIFEST-<id>; 0: none                       */
    byte next;          /* ids below it were used, and are never used again       */
    byte unsynced;      /* 1 + id of the manifest that is renamed but not durable */
}
Folder folder[INSTANCES];
bit copied;

/* ---- Kafka: the transaction coordinator, the topic, the evidence ---- */
#define NONE 0
#define OPEN 1
#define COMMITTING 2  /* decided; the markers are on their way */
byte kEpoch;          /* producer epoch                                     */
byte kPhase;
byte kFrom, kTo;      /* positions in the transaction; kTo 0: no rows       */
byte kTxEvidence;     /* evidence in the transaction                        */
byte kDecided, kEnd;  /* evidence and end of the topic by what is decided   */
byte kEvidence;       /* evidence that a reader gets                        */
byte kOwner;          /* who claimed last, by the number of the start       */
bit  kBy;             /* the instance that decided kDecided                 */
bit  instance[STARTS]; /* whose start that was                               */

/* ---- requests on their way to the coordinator; they outlive their sender ---- */
#define END_TXN 1
#define TXN_OFFSETS 2
#define SLOTS 2
byte netKind[SLOTS], netEpoch[SLOTS], netDigest[SLOTS], netSender[SLOTS];
byte waiting[INSTANCES], reply[INSTANCES];
#define OK 1
#define FENCED 2

/* ---- the database ---- */
byte dFence, dInstance;   /* the row of weir_commit                             */
byte dEvidence, dEnd;
byte dFlying, dFlyingOf;  /* COMMIT sent, row locked, outcome open              */

/* ---- the directory of files ---- */
byte fLock;               /* 1 + holder                                         */
bit  fPending[DIGESTS];
byte fNewest, fEnd;       /* newest final name (its content), end of the output */

/* ---- budgets, ghosts ---- */
byte starts, crashes, unknowns, resends, timeouts, rollbacks, empties, restarts;
bit  ended[INSTANCES];

/* The assertions that a mistake breaks by its wording alone are left to what it does to the rows. */
#ifdef M_NO_FENCE
#define ZOMBIE_MAY true
#else
#define ZOMBIE_MAY false
#endif
#if defined(M_DECIDER_LAST) || defined(M_EVIDENCE_APART)
#define DECIDER_LATE true
#else
#define DECIDER_LATE false
#endif
#ifdef M_NEXT_TOO_EARLY
#define NEXT_EARLY true
#else
#define NEXT_EARLY false
#endif

#if defined(M_NEWEST_STATE) || defined(M_DECIDER_LAST) || defined(M_NO_PREDECESSOR) || defined(M_NO_FENCE)
#define note(flag) flag = true
#else
#define note(flag) skip /* two bits that only mistakes look at */
#endif

#define empty(d) (mFrom[d] == mTo[d])

/* A sink has appended [from, to). */
inline epoch_appended(end, from, to) {
    assert(from == end); /* less: rows twice; more: rows lost */
    end = to;
}

/* The coordinator accepted a commit by `sender`: what readers will see. */
inline decided(sender) {
    assert(kOwner == sender);
#ifdef M_EVIDENCE_APART
    if
    :: kTo != 0 -> epoch_appended(kEnd, kFrom, kTo)
    :: else
    fi;
#else
    assert(kTxEvidence != 0); /* else: a part of an epoch has become visible */
    if
    :: kTxEvidence == kDecided -> assert(kTo == 0) /* a start writes it again, in its own name */
    :: else ->
#ifndef M_NO_CHECKPOINT_ZERO
        assert(mParent[kTxEvidence] == kDecided);
#ifdef DB
#ifndef M_DECIDER_LAST
        assert(dEvidence == kDecided); /* no sink is left behind */
#endif
#endif
#endif
#ifdef FILES
        assert(fEnd == kEnd);
#endif
        assert(kTo != 0 || empty(kTxEvidence));
        assert(kTo == 0 || (kFrom == mFrom[kTxEvidence] && kTo == mTo[kTxEvidence]));
        if
        :: kTo != 0 -> epoch_appended(kEnd, kFrom, kTo)
        :: else
        fi;
        kDecided = kTxEvidence; kBy = instance[sender]
    fi;
#endif
    kFrom = 0; kTo = 0; kTxEvidence = 0;
    kPhase = COMMITTING
}

inline drop_transaction() { kFrom = 0; kTo = 0; kTxEvidence = 0; kPhase = NONE }

inline db_applied() {
    assert(dInstance == dFlyingOf || ZOMBIE_MAY);
    if
    :: empty(dFlying)
    :: else -> epoch_appended(dEnd, mFrom[dFlying], mTo[dFlying])
    fi;
#ifndef M_NO_CHECKPOINT_ZERO
    assert(mParent[dFlying] == dEvidence);
#endif
    assert(dFlying == kDecided || DECIDER_LATE);
    dEvidence = dFlying;
    dFlying = 0; dFlyingOf = 0
}

/* ---- what happens without anybody's doing ---- */

inline deliver(i) {
    if
    :: netEpoch[i] != kEpoch -> answer = FENCED
    :: netEpoch[i] == kEpoch && netKind[i] == END_TXN && kPhase == OPEN -> decided(netSender[i]); answer = OK
    :: netEpoch[i] == kEpoch && netKind[i] == END_TXN && kPhase != OPEN -> answer = OK /* ended already */
    :: netEpoch[i] == kEpoch && netKind[i] == TXN_OFFSETS ->
        if
        :: kPhase == OPEN -> kTxEvidence = netDigest[i]
        :: else
        fi
    fi;
    if
    :: netKind[i] == END_TXN && waiting[0] == netSender[i] -> reply[0] = answer
#ifdef ZOMBIE
    :: netKind[i] == END_TXN && waiting[1] == netSender[i] -> reply[1] = answer
#endif
    :: else
    fi;
    netKind[i] = 0; netEpoch[i] = 0; netDigest[i] = 0; netSender[i] = 0; answer = 0
}

inline send(kind, epoch, digest, sender) {
    if
    :: netKind[0] == 0 -> netKind[0] = kind; netEpoch[0] = epoch; netDigest[0] = digest; netSender[0] = sender
    :: else -> netKind[1] = kind; netEpoch[1] = epoch; netDigest[1] = digest; netSender[1] = sender
    fi
}

#define room_in_net (netKind[0] == 0 || netKind[1] == 0)

active proctype World() {
    byte answer, i;
end:
    do
    :: atomic { netKind[0] != 0 -> deliver(0) }
    :: atomic { netKind[1] != 0 -> deliver(1) }
    :: atomic { kPhase == COMMITTING -> kPhase = NONE; kEvidence = kDecided }
    :: atomic { kPhase == OPEN && timeouts < TIMEOUTS -> timeouts++; drop_transaction(); kEpoch++ }
#ifdef DB
    :: atomic { dFlying != 0 -> db_applied() }
    :: atomic { dFlying != 0 && rollbacks < ROLLBACKS -> rollbacks++; dFlying = 0; dFlyingOf = 0 }
#endif
#ifdef ZOMBIE
    :: atomic {
        !copied && folder[0].next > 0 ->
        copied = true;
        i = 0;
        do
        :: i < IDS -> folder[1].manifest[i] = folder[0].manifest[i]; i++
        :: else -> break
        od;
        i = 0;
        folder[1].next = folder[0].next;
        run Instance(1)
       }
#endif
    od
}

/* ---- one process of the job ---- */

#define SETTLE 1
#define CLAIM_FILES 2
#define CLAIM_KAFKA 3
#define SEE_DB 4
#define CLAIM_DB 5
#define READ_KAFKA 6
#define READ_DB 7
#define REMOVE 9
#define RUN 10
#define WRITE_1 11
#define WRITE_2 12
#define PREPARE 13
#define RENAME 14
#define SYNC 15
#define EVIDENCE 16
#define COMMIT_KAFKA 17
#define WAIT 18
#define UNKNOWN_CLAIM 19
#define UNKNOWN_READ 20
#define COMMIT_DB 21
#define COMMIT_FILE 22
#define RETIRE 23
#define EVIDENCE_LATER 24
#define FENCED_CLAIM 25
#define DEAD 26
#define DONE 27

#ifdef FILES
#define FIRST_CLAIM CLAIM_FILES
#define AFTER_DB COMMIT_FILE
#else
#define FIRST_CLAIM CLAIM_KAFKA
#define AFTER_DB RETIRE
#endif
#ifdef DB
#define AFTER_KAFKA_CLAIM SEE_DB
#define AFTER_DECISION COMMIT_DB
#else
#define AFTER_KAFKA_CLAIM READ_KAFKA
#define AFTER_DECISION AFTER_DB
#endif
#ifdef M_READ_BEFORE_CLAIM
#define AFTER_SETTLE READ_KAFKA
#define AFTER_CLAIMS READ_DB
#define AFTER_READ_KAFKA FIRST_CLAIM
#else
#define AFTER_SETTLE FIRST_CLAIM
#define AFTER_CLAIMS READ_KAFKA
#define AFTER_READ_KAFKA READ_DB
#endif
#ifdef M_DECIDER_LAST
#define AFTER_SYNC COMMIT_DB
#define AFTER_OK RETIRE
#define BEGIN_FROM COMMIT_DB
#undef AFTER_DB
#define AFTER_DB (running -> EVIDENCE : RETIRE)
#else
#ifdef M_EVIDENCE_APART
#define AFTER_SYNC COMMIT_KAFKA
#define AFTER_OK EVIDENCE_LATER
#define BEGIN_FROM AFTER_DECISION
#else
#define AFTER_SYNC EVIDENCE
#define AFTER_OK AFTER_DECISION
#define BEGIN_FROM EVIDENCE
#endif
#endif

/* Nothing of a process outlives it. */
inline forget() {
    at = 0; producer = 0; fence = 0; seen = 0; last = 0; now_ = 0; state = 0; id = 0; to = 0; evK = 0; evD = 0;
    resent = false; running = false; retried = false;
    waiting[me] = 0; reply[me] = 0;
    if
    :: fLock == me + 1 -> fLock = 0
    :: else
    fi
}

/* The newest manifest of the folder. */
inline newest(d) {
    i = IDS;
    d = 0;
    do
    :: i > 0 && d == 0 -> i--; d = folder[me].manifest[i]
    :: else -> break
    od;
    i = 0
}

/* The process ends, and is started again. */
inline fail() {
    forget();
    if
    :: restarts < RESTARTS -> restarts++; step = SETTLE
    :: else -> step = DEAD
    fi
}

#ifdef DB
#define claim_lost (kOwner != at || dInstance != at)
#else
#define claim_lost (kOwner != at)
#endif

/* A start says what it found and ends with status 3. The checks say when that is right. */
inline refuse(right) {
    assert(right);
    fail()
}

inline claim_kafka() {
    drop_transaction(); /* init_transactions aborts what was open */
    kEpoch++;
    producer = kEpoch;
    kOwner = at
}

#ifdef M_KEEP_NEWER
#define is_newer false
#else
#define is_newer (newer != 0 && newer != last && (last == 0 || mId[newer] > mId[last]))
#endif

/* Nothing newer than E is in the folder: what was prepared for it goes too, and E is committed where it is not. */
inline unless_newer_begin() {
    if
    :: is_newer -> step = REMOVE
    :: else ->
#ifdef FILES
        i = 1;
        do
        :: i < DIGESTS -> fPending[i] = (i == last -> fPending[i] : 0); i++
        :: else -> break
        od;
        i = 0;
#endif
        now_ = last;
        if
        :: last == 0 -> id = folder[me].next; folder[me].next++; to = 0; step = PREPARE /* checkpoint 0 */
        :: last != 0 && evK == 0 -> last = 0; state = 0; note(running); step = EVIDENCE
        :: last != 0 && evK != 0 -> step = BEGIN_FROM
        fi;
        evK = 0; evD = 0; newer = 0
    fi
}

/* The next epoch, or the end of the job. */
inline next_epoch() {
    note(running);
    newest(newer);
    assert(newer == last);
    newer = 0;
    if
    :: mDepth[last] == EPOCHS -> step = DONE
    :: else ->
        id = folder[me].next; folder[me].next++;
        if
        :: to = mTo[state] + 1; step = WRITE_1
        :: empties < EMPTIES -> empties++; to = mTo[state]; step = PREPARE
        fi
    fi
}

proctype Instance(bit me) {
    byte step = SETTLE;
    byte at;        /* the number of this start: the random instance id         */
    byte producer;  /* epoch of the producer                                    */
    byte fence, seen;
    byte last;      /* E: the newest decided checkpoint, by digest              */
    byte now_;      /* the checkpoint under way                                 */
    byte state;     /* the checkpoint that positions and state come from        */
    byte id, to;    /* of the epoch under way                                   */
    byte evK, evD;  /* evidence read                                            */
    bit resent;     /* the client sent a request twice in this transaction      */
    bit running;    /* not recovering                                           */
    bit retried;    /* a database commit was sent before                        */
    byte i, newer;

    do
    /* -- a start -- */
    :: atomic { step == SETTLE ->
        starts++; at = starts; instance[at] = me;
        folder[me].unsynced = 0;
        step = AFTER_SETTLE }
    :: atomic { step == CLAIM_FILES && fLock == 0 -> fLock = me + 1; step = CLAIM_KAFKA }
    :: atomic { step == CLAIM_KAFKA && kPhase != COMMITTING -> claim_kafka(); step = AFTER_KAFKA_CLAIM }
#ifdef DB
    :: atomic { step == SEE_DB -> seen = dFence; step = CLAIM_DB }
    :: atomic { step == CLAIM_DB && dFlying == 0 -> /* the row is locked by a commit in flight */
#ifdef M_SMALLER_FENCE
        if
        :: true ->
#else
        if
        :: seen != dFence -> step = SEE_DB
        :: else ->
#endif
            assert(seen + 1 > dFence);
            dFence = seen + 1; dInstance = at; fence = dFence;
            step = AFTER_CLAIMS
        fi;
        seen = 0 }
#endif
    :: atomic { step == READ_KAFKA ->
        if
        :: kPhase == NONE || kTxEvidence == 0 && kPhase == OPEN -> evK = kEvidence; step = AFTER_READ_KAFKA
#ifdef M_READ_BEFORE_CLAIM
        :: else -> evK = kEvidence; step = AFTER_READ_KAFKA
#else
        :: else -> fail() /* offsets of an open transaction: somebody else has claimed since */
#endif
        fi }
    :: atomic { step == READ_DB -> evD = dEvidence;
        newest(newer);
#ifdef M_NO_EVIDENCE
        evK = newer;
#endif
#ifdef M_BY_NUMBER
        if
        :: evK != 0 && folder[me].manifest[mId[evK]] != 0 -> evK = folder[me].manifest[mId[evK]]
        :: else
        fi;
#endif
        if
        :: evK == 0 && newer == 0 -> /* the first start */
            if
            :: evD == 0 && fNewest == 0 -> step = REMOVE
            :: else -> refuse(claim_lost)
            fi
        :: evK == 0 && newer != 0 ->
            if
#ifndef M_ZERO_LITERAL
            :: mParent[newer] == 0 && evD == 0 && fNewest == 0 -> last = newer; step = REMOVE /* checkpoint 0 only: decide it now */
            :: else -> refuse(claim_lost)
#else
            :: true -> refuse(false)
#endif
            fi
        :: evK != 0 ->
            if
            :: folder[me].manifest[mId[evK]] != evK -> refuse(kBy != me)
#ifdef DB
            :: folder[me].manifest[mId[evK]] == evK && evD != evK && evD != mParent[evK] ->
                refuse(claim_lost)
#endif
#ifdef FILES
            :: folder[me].manifest[mId[evK]] == evK && fNewest != 0 && fNewest != evK && mId[fNewest] >= mId[evK] ->
                refuse(claim_lost)
#endif
            :: else -> last = evK; step = REMOVE
            fi
        fi;
        state = last;
#ifdef M_NEWEST_STATE
        if
        :: evK != 0 -> state = newer
        :: else
        fi;
#endif
        if
        :: step == REMOVE -> unless_newer_begin()
        :: else -> newer = 0
        fi }
    :: atomic { step == REMOVE -> /* one manifest at a time, newest first */
        folder[me].manifest[mId[newer]] = 0;
        newest(newer);
        unless_newer_begin() }

    /* -- an epoch -- */
#if defined(M_NO_CHECKPOINT_ZERO) || defined(M_UNKNOWN_IS_FAILURE) || defined(M_FENCED_GOES_ON)
    :: atomic { step == RUN -> next_epoch() }
#endif
    :: atomic { step == WRITE_1 && (producer != kEpoch || kPhase != COMMITTING) ->
        if
        :: producer != kEpoch -> fail()
        :: else ->
            assert(kPhase == NONE);
            kPhase = OPEN; kFrom = to - 1; kTo = to;
            step = WRITE_2
        fi }
    :: atomic { step == WRITE_2 ->
        if
        :: producer == kEpoch && kPhase == OPEN -> /* what is read again need not be cut at the same place */
            to = to + at % 2; kTo = to; step = PREPARE
        :: else -> fail()
        fi }
    :: atomic { step == PREPARE -> /* state, outbox and pending files are durable */
        digests++;
        now_ = digests;
        assert(now_ < DIGESTS && id < IDS);
        mId[now_] = id; mFrom[now_] = mTo[state]; mTo[now_] = to; mParent[now_] = last;
        mDepth[now_] = (last == 0 -> 0 : mDepth[last] + 1);
        id = 0; to = 0;
#ifdef FILES
        fPending[now_] = !empty(now_);
        step = RENAME }
    :: atomic { step == RENAME ->
#endif
        folder[me].manifest[mId[now_]] = now_;
        folder[me].unsynced = mId[now_] + 1;
#ifdef M_RETIRE_EARLY
        i = 0;
        do
        :: i < mId[now_] -> folder[me].manifest[i] = 0; i++
        :: else -> break
        od;
        i = 0;
#endif
#ifdef M_NOT_DURABLE
        step = AFTER_SYNC }
#else
        step = SYNC }
#endif
    :: atomic { step == SYNC ->
        folder[me].unsynced = 0;
        note(running);
#ifdef M_NO_CHECKPOINT_ZERO
        if
        :: last == 0 -> last = now_; state = now_; now_ = 0; step = RUN
        :: else -> step = AFTER_SYNC
        fi }
#else
        step = AFTER_SYNC }
#endif

    /* -- the decision -- */
    :: atomic { step == EVIDENCE && (producer != kEpoch || kPhase != COMMITTING) && room_in_net ->
        if
        :: producer != kEpoch -> fail()
        :: producer == kEpoch && kPhase == NONE && !empty(now_) && now_ != last -> fail() /* not our transaction any more */
        :: else ->
            kPhase = OPEN; kTxEvidence = now_;
            if
            :: resends < RESENDS -> resends++; resent = true; send(TXN_OFFSETS, producer, now_, at)
            :: true
            fi;
            step = COMMIT_KAFKA
        fi }
    :: atomic { step == COMMIT_KAFKA && room_in_net ->
        send(END_TXN, producer, 0, at);
        waiting[me] = at;
        step = WAIT }
    :: atomic { step == WAIT && reply[me] != 0 ->
        if
#ifdef M_RESENT_IS_FINE
        :: reply[me] == OK -> step = AFTER_OK
#else
        :: reply[me] == OK && !resent -> step = AFTER_OK
        :: reply[me] == OK && resent -> step = UNKNOWN_CLAIM /* the other copy may still arrive */
#endif
#ifdef M_FENCED_GOES_ON
        :: reply[me] == FENCED -> step = FENCED_CLAIM
#else
        :: reply[me] == FENCED -> fail()
#endif
        fi;
        waiting[me] = 0; reply[me] = 0; resent = false }
    :: atomic { step == WAIT && resends < RESENDS && room_in_net ->
        resends++; resent = true;
        send(END_TXN, producer, 0, at) }
    :: atomic { step == WAIT && unknowns < UNKNOWNS ->
        unknowns++;
        waiting[me] = 0; reply[me] = 0; resent = false;
#ifdef M_UNKNOWN_IS_SUCCESS
        step = AFTER_OK }
#else
#ifdef M_UNKNOWN_IS_FAILURE
        if
        :: producer == kEpoch && kPhase == OPEN -> drop_transaction()
        :: else
        fi;
        if
        :: last == 0 || now_ == last -> fail()
        :: else -> folder[me].manifest[mId[now_]] = 0; now_ = 0; step = RUN
        fi }
#else
#ifdef M_UNKNOWN_READ_ONLY
        step = UNKNOWN_READ }
#else
        step = UNKNOWN_CLAIM }
#endif
#endif
#endif
    :: atomic { step == UNKNOWN_CLAIM && kPhase != COMMITTING -> claim_kafka(); step = UNKNOWN_READ }
    :: atomic { step == UNKNOWN_READ ->
        if
#ifdef M_UNKNOWN_READ_ONLY
        :: true ->
#else
        :: kPhase == COMMITTING || kPhase == OPEN && kTxEvidence != 0 -> fail()
        :: else ->
#endif
            if
            :: kEvidence == now_ -> step = AFTER_DECISION
            :: else -> fail() /* a start finds out the rest */
            fi
        fi }
#ifdef M_FENCED_GOES_ON
    :: atomic { step == FENCED_CLAIM && kPhase != COMMITTING ->
        claim_kafka();
        if
        :: last == 0 || now_ == last -> fail()
        :: else -> folder[me].manifest[mId[now_]] = 0; now_ = 0; step = RUN
        fi }
#endif
#ifdef M_EVIDENCE_APART
    :: atomic { step == EVIDENCE_LATER && (producer != kEpoch || kPhase == NONE) ->
        if
        :: producer != kEpoch -> fail()
        :: else -> kDecided = now_; kBy = me; kEvidence = now_; step = AFTER_DECISION
        fi }
#endif

    /* -- the other sinks -- */
#ifdef DB
    :: atomic { step == COMMIT_DB && dFlying == 0 ->
        if
#ifndef M_NO_FENCE
        :: dFence != fence || dInstance != at -> fail()
        :: dFence == fence && dInstance == at ->
#else
        :: true ->
#endif
            if
#ifdef M_NO_PREDECESSOR
            :: retried && dEvidence == now_ && running -> step = AFTER_DB; retried = false
            :: retried && running && unknowns < UNKNOWNS -> unknowns++; dFlying = now_; dFlyingOf = at
            :: (!retried || dEvidence != now_) && running || !running && dEvidence != now_ -> dFlying = now_; dFlyingOf = at; note(retried)
            :: !running && dEvidence == now_ -> step = AFTER_DB; retried = false
#else
#ifdef M_NO_FENCE
            :: dEvidence == now_ && (retried || !running) -> step = AFTER_DB; retried = false
            :: else -> dFlying = now_; dFlyingOf = at; note(retried)
#else
            :: dEvidence == now_ -> step = AFTER_DB; retried = false
            :: dEvidence != now_ ->
                assert(dEvidence == mParent[now_]);
                dFlying = now_; dFlyingOf = at; note(retried);
#ifdef M_NEXT_TOO_EARLY
                step = AFTER_DB; retried = false
#endif
#endif
#endif
            fi
        fi }
#endif
#ifdef FILES
    :: atomic { step == COMMIT_FILE ->
        if
        :: fPending[now_] ->
            assert(fLock == me + 1);
            assert(now_ == kDecided || DECIDER_LATE);
            epoch_appended(fEnd, mFrom[now_], mTo[now_]);
            fPending[now_] = 0; fNewest = now_
        :: else -> assert(empty(now_) || fNewest == now_)
        fi;
#ifdef M_DECIDER_LAST
        step = (running -> EVIDENCE : RETIRE) }
#else
        step = RETIRE }
#endif
#endif
    :: atomic { step == RETIRE -> /* keeps the one before, too */
        if
        :: kOwner == at && kPhase != OPEN -> /* nobody has claimed since: all sinks agree */
            assert(kDecided == now_);
#ifdef DB
            assert(dInstance != at || dEvidence == now_ || NEXT_EARLY);
            assert(dInstance != at || dEnd == kEnd || NEXT_EARLY);
#endif
#ifdef FILES
            assert(fEnd == kEnd)
#endif
        :: else
        fi;
        i = 0;
        do
        :: i < mId[now_] ->
            folder[me].manifest[i] = (mParent[now_] != 0 && i >= mId[mParent[now_]] -> folder[me].manifest[i] : 0);
            i++
        :: else -> break
        od;
        i = 0;
        last = now_;
#ifdef M_NEWEST_STATE
        if
        :: running -> state = now_
        :: else
        fi;
#else
        state = now_;
#endif
        now_ = 0;
        next_epoch() }

    /* -- ends -- */
    :: atomic { step == DEAD ->
        assert(INSTANCES > 1); /* alone, a job that is started often enough gets to its end */
        break }
    :: atomic { step == DONE -> forget(); break }

    /* -- kill -9, or the power goes -- */
    :: atomic { step != DEAD && step != DONE && crashes < CRASHES ->
        crashes++;
        forget();
        if
        :: true
        :: folder[me].unsynced != 0 -> folder[me].manifest[folder[me].unsynced - 1] = 0; folder[me].unsynced = 0
        fi;
        step = SETTLE }
    od;
    ended[me] = true
}

init { run Instance(0) }

#ifdef ENDS
ltl ends { <> ended[0] }
#endif

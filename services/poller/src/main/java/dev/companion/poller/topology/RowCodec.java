package dev.companion.poller.topology;

import dev.companion.poller.domain.Company;
import dev.companion.poller.domain.InstallationPackage;
import dev.companion.poller.domain.KnownRow;
import dev.companion.poller.domain.Observed;
import dev.companion.poller.domain.Site;
import dev.companion.poller.domain.User;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * Known rows as bytes. There may be a million of them in memory, so the form is tight, and the id, which is in the key,
 * is not repeated. The first byte is the version of the form: a new form gets a new number and reads the old ones.
 */
final class RowCodec<V extends Observed<V>> {

    private static final int VERSION = 4;

    /** With numbers of fixed width, and a fingerprint of the value. */
    private static final int WIDE_VERSION = 2;

    /** Without the set in which a deletion was approved. */
    private static final int FIRST_VERSION = 1;

    private static final int FINGERPRINT_BYTES = 16;

    private static final Site.Scope[] SCOPES = Site.Scope.values();
    private static final Company.Type[] TYPES = Company.Type.values();

    static final RowCodec<Site> SITES = new RowCodec<>(
            (out, site) -> out.number(site.number())
                    .text(site.name())
                    .text(site.description())
                    .small(site.scope().ordinal())
                    .number(site.devices() == null ? null : site.devices().longValue())
                    .text(site.portalUrl()),
            (in, id) -> new Site(
                    id, in.number(), in.requiredText(), in.text(), SCOPES[in.small()], in.narrowNumber(), in.text()));

    static final RowCodec<User> USERS = new RowCodec<>(
            (out, user) -> out.text(user.username())
                    .text(user.firstName())
                    .text(user.lastName())
                    .text(user.email())
                    .flag(user.enabled())
                    .text(user.role())
                    .instant(user.createdAt()),
            (in, id) -> new User(id, in.text(), in.text(), in.text(), in.text(), in.flag(), in.text(), in.instant()));

    static final RowCodec<Company> COMPANIES = new RowCodec<>(
            (out, company) -> out.text(company.name())
                    .small(company.type().ordinal())
                    .text(company.parentId())
                    .text(company.path())
                    .flag(company.suspended())
                    .flag(company.managedByPartner())
                    .instant(company.createdAt())
                    .text(company.parentCompanyId())
                    .instant(company.unreachableSince()),
            (in, id) -> new Company(
                    id,
                    in.requiredText(),
                    TYPES[in.small()],
                    in.text(),
                    in.text(),
                    in.flag(),
                    in.flag(),
                    in.instant(),
                    // Up to version 3 a company ends here.
                    in.ended() ? null : in.text(),
                    in.ended() ? null : in.instant()));

    static final RowCodec<InstallationPackage> PACKAGES = new RowCodec<>(
            (out, row) -> out.text(row.companyId())
                    .text(row.name())
                    .text(row.windowsLink())
                    .flag(row.windowsReady()),
            (in, id) -> new InstallationPackage(id, in.requiredText(), in.requiredText(), in.text(), in.flag()));

    private final BiConsumer<RowWriter, V> write;
    private final BiFunction<RowReader, String, V> read;

    private RowCodec(BiConsumer<RowWriter, V> write, BiFunction<RowReader, String, V> read) {
        this.write = write;
        this.read = read;
    }

    byte[] encode(KnownRow<V> row) {
        var out = new RowWriter();
        out.small(VERSION)
                .whole(row.sequence())
                .whole(row.incarnation())
                .whole(row.publishedAt().toEpochMilli())
                .small(row.misses())
                .instant(row.askAgainAt())
                .text(row.approvedIn());
        var value = row.value();
        out.small(value == null ? 0 : 1);
        if (value != null) {
            write.accept(out, value);
        }
        return out.bytes();
    }

    KnownRow<V> decode(String id, byte[] bytes) {
        int version = bytes[0];
        if (version < FIRST_VERSION || version > VERSION) {
            throw new IllegalStateException("known row of version %d (expected: %d); it was written by a newer release"
                    .formatted(version, VERSION));
        }
        var in = new RowReader(ByteBuffer.wrap(bytes, 1, bytes.length - 1), version <= WIDE_VERSION);
        if (version <= WIDE_VERSION) {
            in.skip(FINGERPRINT_BYTES);
        }
        var sequence = in.whole();
        var incarnation = in.whole();
        var publishedAt = Instant.ofEpochMilli(in.whole());
        var misses = in.small();
        var askAgainAt = in.instant();
        var approvedIn =
                switch (version) {
                    case FIRST_VERSION -> null;
                    case WIDE_VERSION -> in.small() == 0 ? null : in.text();
                    default -> in.text();
                };
        var value = in.small() == 0 ? null : read.apply(in, id);
        return new KnownRow<>(id, value, sequence, incarnation, publishedAt, misses, askAgainAt, approvedIn);
    }
}

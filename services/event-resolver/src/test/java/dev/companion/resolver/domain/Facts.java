package dev.companion.resolver.domain;

import dev.companion.resolver.domain.LinkSeen.CompanyState;
import java.util.Optional;

/** Builds what is known of one site: wanted as a new company “Acme”, and nothing done yet. */
record Facts(Optional<DesiredLink> desired, Optional<LinkSeen> done) {

    static final String TENANT = "acct-1";
    static final String SITE = "site-1";

    static Facts wanted(long generation, String companyName) {
        return new Facts(
                Optional.of(new DesiredLink(SITE, "Acme Oslo", generation, true, null, companyName)), Optional.empty());
    }

    static Facts linkedTo(long generation, String companyId) {
        return new Facts(
                Optional.of(new DesiredLink(SITE, "Acme Oslo", generation, true, companyId, null)), Optional.empty());
    }

    static Facts unwanted(long generation) {
        return new Facts(
                Optional.of(new DesiredLink(SITE, "Acme Oslo", generation, false, null, "Acme")), Optional.empty());
    }

    static Facts none() {
        return new Facts(Optional.empty(), Optional.empty());
    }

    Facts done(long generation, CompanyState company) {
        return new Facts(desired, Optional.of(new LinkSeen(generation, company)));
    }

    SiteFacts known() {
        return new SiteFacts(TENANT, SITE, Optional.of("Acme Oslo"), desired, done);
    }
}

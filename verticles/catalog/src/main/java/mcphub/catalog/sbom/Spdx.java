package mcphub.catalog.sbom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.spdx.core.InvalidSPDXAnalysisException;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.library.LicenseInfoFactory;
import org.spdx.library.ModelCopyManager;
import org.spdx.library.SpdxModelFactory;
import org.spdx.library.model.v2.ReferenceType;
import org.spdx.library.model.v2.SpdxDocument;
import org.spdx.library.model.v2.SpdxPackage;
import org.spdx.library.model.v2.enumerations.ChecksumAlgorithm;
import org.spdx.library.model.v2.enumerations.ReferenceCategory;
import org.spdx.library.model.v2.enumerations.RelationshipType;
import org.spdx.library.model.v2.license.AnyLicenseInfo;
import org.spdx.library.model.v2.license.ExtractedLicenseInfo;
import org.spdx.library.model.v2.license.InvalidLicenseStringException;
import org.spdx.library.model.v2.license.SpdxNoAssertionLicense;
import org.spdx.storage.simple.InMemSpdxStore;

/** Writes an inventory as SPDX 2.3. */
public final class Spdx {
    /** Its media type. */
    public static final String MEDIA_TYPE = "application/spdx+json";

    private static final String UNSAID = "NOASSERTION";
    private static final String OWN_LICENSE = "LicenseRef-declared";
    private static final Pattern OWN = Pattern.compile("LicenseRef-[A-Za-z0-9.-]+");

    static {
        // or the library fetches its list of licences: a hub asks nobody for what it has
        System.setProperty("org.spdx.useJARLicenseInfoOnly", "true");
        SpdxModelFactory.init();
    }

    private final MultiFormatStore store =
            new MultiFormatStore(new InMemSpdxStore(), MultiFormatStore.Format.JSON_PRETTY);
    private final ModelCopyManager copies = new ModelCopyManager();
    private final String namespace;
    private final Inventory inventory;
    private final Map<String, AnyLicenseInfo> licenses = new HashMap<>();
    private final Set<String> owns = new HashSet<>();

    private Spdx(Inventory inventory) {
        this.inventory = inventory;
        // the address that the standard proposes for who has none
        this.namespace = "https://spdx.org/spdxdocs/mcphub-" + inventory.id();
    }

    /** The document. Computes for some time: not on an event loop. */
    public static String write(Inventory inventory) {
        var spdx = new Spdx(inventory);
        try (spdx.store) {
            return spdx.document();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("SPDX was not written", e);
        }
    }

    private String document() throws InvalidSPDXAnalysisException, IOException {
        var document = new SpdxDocument(store, namespace, copies, true);
        document.setSpecVersion("SPDX-2.3");
        document.setName(inventory.name() + ' ' + inventory.version());
        document.setCreationInfo(document.createCreationInfo(
                List.of("Tool: " + inventory.tool().replace(':', '-')),
                inventory.at().truncatedTo(ChronoUnit.SECONDS).toString()));
        document.setDataLicense(listed("CC0-1.0"));
        var root = root(document);
        document.setDocumentDescribes(List.of(root));
        var components = inventory.components();
        if (components == null) {
            root.setComment("Which components it asks for was not looked at when it was judged.");
        } else {
            if (components.incomplete() != null) {
                root.setComment("These are not all of its components. " + components.incomplete());
            }
            relate(document, root, components.all());
        }
        var out = new ByteArrayOutputStream();
        store.serialize(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private SpdxPackage root(SpdxDocument document) throws InvalidSPDXAnalysisException {
        var purl = inventory.purl();
        var builder = document.createPackage(
                        "SPDXRef-Package",
                        purl.type().equals("npm") ? purl.path() : inventory.name(),
                        new SpdxNoAssertionLicense(),
                        UNSAID,
                        license(document, inventory.license(), OWN_LICENSE))
                .setVersionInfo(inventory.version())
                .setDownloadLocation(UNSAID)
                .setFilesAnalyzed(false)
                .addExternalRef(reference(document, purl.toString()));
        if (inventory.sha256() != null) {
            builder.addChecksum(document.createChecksum(ChecksumAlgorithm.SHA256, inventory.sha256()));
        }
        return builder.build();
    }

    /** Anybody's words are kept, if only as the text of a licence that nobody else has. */
    private AnyLicenseInfo license(SpdxDocument document, @Nullable String says, String id)
            throws InvalidSPDXAnalysisException {
        if (says == null) {
            return new SpdxNoAssertionLicense();
        }
        var known = licenses.get(says);
        if (known == null) {
            known = license(document, says, Terms.expression(says), id);
            licenses.put(says, known);
        }
        return known;
    }

    private AnyLicenseInfo license(SpdxDocument document, String says, Optional<String> expression, String id)
            throws InvalidSPDXAnalysisException {
        try {
            return expression.isPresent() && !expression.get().contains("DocumentRef-")
                    ? withOwn(document, expression.get())
                    : own(document, id, says);
        } catch (InvalidLicenseStringException newerThanItsList) {
            return own(document, id, says);
        }
    }

    /** What the source calls by a name of its own, the document has to have. */
    private AnyLicenseInfo withOwn(SpdxDocument document, String expression) throws InvalidSPDXAnalysisException {
        for (var own : OWN.matcher(expression)
                .results()
                .map(MatchResult::group)
                .distinct()
                .filter(owns::add)
                .toList()) {
            own(document, own, "The source names it " + own + "; its text is among the files of the source.");
        }
        return listed(expression);
    }

    private AnyLicenseInfo listed(String expression) throws InvalidSPDXAnalysisException {
        return LicenseInfoFactory.parseSPDXLicenseStringCompatV2(expression, store, namespace, copies);
    }

    private ExtractedLicenseInfo own(SpdxDocument document, String id, String says)
            throws InvalidSPDXAnalysisException {
        var own = new ExtractedLicenseInfo(store, namespace, id, copies, true);
        own.setExtractedText(says.strip());
        own.setName("As the source says");
        document.addExtractedLicenseInfos(own);
        return own;
    }

    private static org.spdx.library.model.v2.ExternalRef reference(SpdxDocument document, String purl)
            throws InvalidSPDXAnalysisException {
        return document.createExternalRef(
                ReferenceCategory.PACKAGE_MANAGER,
                new ReferenceType("http://spdx.org/rdf/references/purl"),
                purl,
                null);
    }

    private void relate(SpdxDocument document, SpdxPackage root, List<Component> components)
            throws InvalidSPDXAnalysisException {
        var made = new LinkedHashMap<String, SpdxPackage>();
        for (var component : components) {
            made.put(component.reference(), described(document, component, made.size()));
        }
        for (var component : components) {
            var one = Objects.requireNonNull(made.get(component.reference()));
            if (component.isDirect()) {
                switch (component.scope()) {
                    case RUNTIME -> relate(document, root, RelationshipType.DEPENDS_ON, one);
                    case OPTIONAL -> relate(document, one, RelationshipType.OPTIONAL_DEPENDENCY_OF, root);
                    case DEVELOPMENT -> relate(document, one, RelationshipType.DEV_DEPENDENCY_OF, root);
                }
            }
            for (var need : component.needs()) {
                relate(document, one, RelationshipType.DEPENDS_ON, Objects.requireNonNull(made.get(need)));
            }
        }
    }

    private SpdxPackage described(SpdxDocument document, Component component, int number)
            throws InvalidSPDXAnalysisException {
        var builder = document.createPackage(
                        "SPDXRef-Component-" + number,
                        component.name().isEmpty() ? UNSAID : component.name(),
                        new SpdxNoAssertionLicense(),
                        UNSAID,
                        license(document, component.license(), "LicenseRef-component-" + number))
                .setDownloadLocation(UNSAID)
                .setFilesAnalyzed(false)
                .setComment(comment(component));
        if (component.version() != null) {
            builder.setVersionInfo(component.version());
        }
        if (component.purl() != null) {
            builder.addExternalRef(reference(document, component.purl().toString()));
        }
        return builder.build();
    }

    private static void relate(SpdxDocument document, SpdxPackage from, RelationshipType type, SpdxPackage to)
            throws InvalidSPDXAnalysisException {
        from.addRelationship(document.createRelationship(to, type, null));
    }

    private static String comment(Component component) {
        var ranges = component.requirements().stream()
                .map(one -> one.isEmpty() ? "any version" : one)
                .toList();
        var asked = component.manifests().isEmpty()
                ? ""
                : ", asked for as " + String.join(" and ", ranges) + " in " + String.join(", ", component.manifests());
        var via = component.via().isEmpty() ? "" : ", brought along by " + String.join(" and ", component.via());
        var scope = component.scope() == Component.Scope.DEVELOPMENT ? ", for development only" : "";
        return component.ecosystem() + asked + via + scope;
    }
}

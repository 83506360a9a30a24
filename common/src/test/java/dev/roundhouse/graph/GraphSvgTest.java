package dev.roundhouse.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class GraphSvgTest {

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  @Test
  void drawsABoxAModuleAndALineAConnection() throws Exception {
    Document svg =
        parsed(GraphSvg.of(SampleGraphs.graph("a.out -> b.in", "b.out -> c.in", "a.out -> c.x")));

    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(elements(svg, "g"))
        .extracting(element -> element.getAttribute("data-module"))
        .containsExactly("a", "b", "c");
    assertThat(elements(svg, "path"))
        .extracting(Element::getTextContent)
        .containsExactlyInAnyOrder("a.out -> b.in", "b.out -> c.in", "a.out -> c.x");
    assertThat(elements(svg, "text"))
        .extracting(Element::getTextContent)
        .contains("a", "Step", "out", "in", "x");
  }

  @Test
  void anyNameGivesAPictureThatIsXmlAndNothingElse() throws Exception {
    String text = GraphSvg.of(SampleGraphs.hostile());
    Document svg = parsed(text);

    assertThat(text).matches("[ -~\n]*");
    assertThat(elements(svg, "script")).isEmpty();
    assertThat(elements(svg, "path")).hasSize(SampleGraphs.HOSTILE.size() - 1);
    assertThat(elements(svg, "title"))
        .extracting(Element::getTextContent)
        .anySatisfy(title -> assertThat(title).contains("<|title><script>alert('1')<|script>&amp;"))
        .anySatisfy(title -> assertThat(title).contains("λ 漢字 🚂"));
  }

  @Test
  void longNamesAreCutInTheBoxAndWholeInItsTitle() throws Exception {
    String name = "x".repeat(50) + "y".repeat(50);
    Document svg = parsed(GraphSvg.of(SampleGraphs.graph(name + ".out -> b.in")));

    assertThat(elements(svg, "text"))
        .extracting(Element::getTextContent)
        .contains("x".repeat(20) + "…" + "y".repeat(19));
    assertThat(elements(svg, "g").get(0).getAttribute("data-module")).isEqualTo(name);
  }

  @Test
  void framesGroups() throws Exception {
    Document svg = parsed(GraphSvg.of(SampleGraphs.graph("g/a.out -> g/b.in")));

    assertThat(elements(svg, "g"))
        .extracting(element -> element.getAttribute("class"))
        .containsExactly("group", "module", "module");
  }
}

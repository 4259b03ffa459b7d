/** A letter as its reader would see it, on a desk, on a phone or as plain text; nothing of it runs. */
import { useEffect, useRef, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Button } from "./button";
import { putLetter } from "./put-letter";
import "./letter-preview.css";

/** Served by the plugin under a policy of its own. */
const LETTER_PAGE = `${import.meta.env.BASE_URL}letter`;
/** Letters are 600 wide, with a little of the ground at each side. */
const WIDTHS = { desktop: 640, phone: 375 } as const;
const VIEWS = ["desktop", "phone", "text"] as const;
const HEIGHT = 560;

type View = (typeof VIEWS)[number];

export interface LetterPreviewProps {
  readonly subject: string;
  /** Empty for a message that is only text. */
  readonly html: string;
  readonly text: string;
  readonly language: string;
  /** Where its links lead. */
  readonly links?: readonly string[];
}

export function LetterPreview({ subject, html, text, language, links = [] }: LetterPreviewProps) {
  const intl = useIntl();
  const [wished, setWished] = useState<View>("desktop");
  const view = html === "" ? "text" : wished;
  const shownSubject = subject || intl.formatMessage({ id: "ui.letter.noSubject" });
  return (
    <figure className="crm-letter">
      <figcaption className="crm-letter__head">
        <strong lang={language}>{shownSubject}</strong>
        {html !== "" && <Views selected={view} onSelect={setWished} />}
      </figcaption>
      {view === "text" ? (
        <Text text={text} language={language} />
      ) : (
        <Frame
          title={intl.formatMessage({ id: "ui.letter.title" }, { subject: shownSubject })}
          html={html}
          language={language}
          width={WIDTHS[view]}
        />
      )}
      {links.length > 0 && <Links links={links} />}
    </figure>
  );
}

function Views({ selected, onSelect }: { selected: View; onSelect: (view: View) => void }) {
  const intl = useIntl();
  return (
    <div className="crm-row" role="group" aria-label={intl.formatMessage({ id: "ui.letter.view" })}>
      {VIEWS.map((view) => (
        <Button
          key={view}
          tone="tertiary"
          aria-pressed={view === selected}
          onClick={() => {
            onSelect(view);
          }}
        >
          <FormattedMessage id={`ui.letter.${view}`} />
        </Button>
      ))}
    </div>
  );
}

function Text({ text, language }: { text: string; language: string }) {
  if (text === "") {
    return (
      <p className="crm-letter__text">
        <FormattedMessage id="ui.letter.noText" />
      </p>
    );
  }
  return (
    // A long text is scrolled by keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className="crm-letter__text" lang={language} tabIndex={0}>
      {text}
    </pre>
  );
}

interface FrameProps {
  readonly title: string;
  readonly html: string;
  readonly language: string;
  readonly width: number;
}

/** As wide as the screen that it stands for, drawn smaller where there is less room. */
function Frame({ title, html, language, width }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [loads, setLoads] = useState(0);
  const [room, measured] = useWidth();
  useEffect(() => {
    const page = frame.current?.contentDocument;
    if (loads > 0 && page) putLetter(page, html, language);
  }, [loads, html, language]);
  const scale = room === 0 ? 1 : Math.min(1, room / width);
  return (
    <div ref={measured} className="crm-letter__room" style={{ height: HEIGHT }}>
      <iframe
        ref={frame}
        title={title}
        src={LETTER_PAGE}
        // Never with scripts: together the two would let a letter out.
        sandbox="allow-same-origin"
        className="crm-letter__frame"
        style={{ width, height: HEIGHT / scale, transform: `scale(${scale})` }}
        onLoad={() => {
          setLoads((times) => times + 1);
        }}
      />
    </div>
  );
}

function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(entry.contentRect.width);
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [width, element] as const;
}

function Links({ links }: { links: readonly string[] }) {
  return (
    <details>
      <summary>
        <FormattedMessage id="ui.letter.links" values={{ count: links.length }} />
      </summary>
      <ul className="crm-letter__links">
        {links.map((link) => (
          <li key={link}>{link}</li>
        ))}
      </ul>
    </details>
  );
}

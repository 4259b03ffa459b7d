// What the installed apps show in the Dashboard, and the tokens that their pages act with.

const EXTENSIONS = `
  query Extensions {
    me { email userPermissions { code } }
    appExtensions(first: 100) {
      edges {
        node {
          id identifier label url mountName targetName settings accessToken
          permissions { code } app { id name appUrl }
        }
      }
    }
  }`;
const EXTENSION_TOKEN = `query Token($id: ID!) { appExtension(id: $id) { accessToken } }`;
const APP = `query App($id: ID!) { app(id: $id) { id name appUrl accessToken } }`;

export class Extensions {
  constructor(session, { me, appExtensions }) {
    this.session = session;
    this.me = me;
    this.all = appExtensions.edges.map(({ node }) => node);
  }

  static async load(session) {
    return new Extensions(session, await session.ask(EXTENSIONS));
  }

  at(mount) {
    return this.all.filter(({ mountName }) => mountName === mount);
  }

  /** The sidebar's entries: hidden from staff who lack a permission, as widgets are not. */
  navigation() {
    const held = new Set(this.me.userPermissions.map(({ code }) => code));
    return this.all.filter(
      ({ mountName, permissions }) =>
        mountName.startsWith("NAVIGATION_") && permissions.every(({ code }) => held.has(code)),
    );
  }

  popup(appId, identifier) {
    return this.all.find(
      (one) => one.app.id === appId && one.identifier === identifier && one.targetName === "POPUP",
    );
  }

  /** What a frame needs to show an extension: its own permissions only are in the token. */
  framed(extension) {
    return {
      label: extension.label,
      url: absolute(extension),
      appId: extension.app.id,
      token: extension.accessToken,
      refresh: async () => {
        const { appExtension } = await this.session.ask(EXTENSION_TOKEN, { id: extension.id });
        return appExtension?.accessToken;
      },
    };
  }

  /** The same for a page of an app: the token holds the app's permissions. */
  async framedPage(appId, path) {
    const { app } = await this.session.ask(APP, { id: appId });
    if (!app?.accessToken) return undefined;
    return {
      label: app.name,
      url: `${app.appUrl}${path}`,
      appId: app.id,
      token: app.accessToken,
      refresh: async () => (await this.session.ask(APP, { id: appId })).app?.accessToken,
    };
  }
}

/** The address in the shell of an extension that opens as a page. */
export function pageAddress({ app, url }) {
  const path = url.startsWith("/") ? url : url.slice(app.appUrl.length);
  return `/extensions/app/${encodeURIComponent(app.id)}${path}`;
}

function absolute({ url, app }) {
  return url.startsWith("/") ? `${app.appUrl}${url}` : url;
}

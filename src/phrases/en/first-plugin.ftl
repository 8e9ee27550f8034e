# From nothing to a plugin: new, run, record, dev, install.

cli-plugin-new = Begin a plugin: writes a folder that builds, checks and tests green at once
cli-plugin-new-name = The plugin's name, and its folder's: small letters, digits and hyphens, as in my-courier
cli-plugin-new-lang = What it is written in
cli-plugin-new-kind = What it is for
cli-plugin-new-id = The plugin's id (a domain written backwards; it never changes); com.example.NAME unless told
cli-plugin-new-sdk = The kit lies here already: it is used and not copied
cli-plugin-new-bad-name = { $name } cannot be a name. Begin with a small letter and use small letters, digits and hyphens only, 40 characters at most, as in my-courier.
cli-plugin-new-bad-id = { $id } cannot be an id. Write your domain backwards, as in cn.example.my-courier.
cli-plugin-new-taken = { $folder } is there already and stays as it is. Choose another name, or move it away first.
cli-plugin-new-no-template =
    There is no template for { $kind } in { $lang } yet. There are:
    { $there }
cli-plugin-new-no-sdk = { $path } is no kit of this language: it has no { $mark }. Without --sdk the kit is written into sdk/.
cli-plugin-new-made = { $folder }/ is written
cli-plugin-new-rust =
    Next:
      aftercare plugin build { $folder }
      aftercare plugin check { $folder }
      aftercare plugin test { $folder }
cli-plugin-new-ts =
    Next:
      npm install --prefix { $folder }/sdk
      aftercare plugin build { $folder }
      aftercare plugin check { $folder }
      aftercare plugin test { $folder }
cli-plugin-new-python =
    Next:
      python3 -m venv { $folder }/.venv
      { $folder }/.venv/bin/pip install -r { $folder }/sdk/requirements.txt
      aftercare plugin build { $folder }
      aftercare plugin check { $folder }
      aftercare plugin test { $folder }
